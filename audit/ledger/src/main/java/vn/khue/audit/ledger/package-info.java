/**
 * The tamper-evident log: a Merkle tree (RFC 6962) laid out as C2SP tlog-tiles files, under a checkpoint that is a signed
 * note. This package writes and proves; {@code vn.khue.audit.ledger.verify} judges and shares no code with it.
 */
package vn.khue.audit.ledger;
