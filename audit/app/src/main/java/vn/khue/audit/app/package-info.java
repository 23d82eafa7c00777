/** The audit service. Intake, store and ledger know nothing of pages; pages read through the store, which records it. */
package vn.khue.audit.app;
