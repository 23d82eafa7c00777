/** From the database's order to the ledger's files, once and by one process; and those files over HTTP. */
package vn.khue.audit.app.ledger;
