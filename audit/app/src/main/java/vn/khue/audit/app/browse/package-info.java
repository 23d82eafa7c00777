/** Pages of the log: the list, one event, and how the ledger stands. */
package vn.khue.audit.app.browse;
