/**
 * Judges a ledger from its raw bytes. Shares no code with the writer, and finds the tree by another way, so that one
 * mistake cannot hide itself: it knows only the texts of C2SP tlog-tiles, tlog-checkpoint, signed-note and RFC 6962.
 */
package vn.khue.audit.ledger.verify;
