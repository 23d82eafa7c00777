/** A timestamp of another clock over the ledger, once a day (RFC 3161): what was in it then cannot have been made up later. */
package vn.khue.audit.app.timestamp;
