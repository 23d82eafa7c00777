/** Checks, on request, that an event is in the ledger under a signed checkpoint. */
package vn.khue.audit.app.proof;
