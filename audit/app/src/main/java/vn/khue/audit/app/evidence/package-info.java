/** Evidence of an alert or a case to take away: one ZIP with a report to read, the events as they stand in the ledger, and their proofs. */
package vn.khue.audit.app.evidence;
