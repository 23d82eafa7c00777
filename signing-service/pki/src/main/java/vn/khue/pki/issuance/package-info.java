/**
 * The log of every certificate our CAs issued: entered by the database in the transaction that issues, laid out as a Merkle tree
 * under a signed checkpoint, and judged against the register.
 */
package vn.khue.pki.issuance;
