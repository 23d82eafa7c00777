/** COSE_Sign1 with ES256 (RFC 9052, RFC 9053) and P-256 keys; signs and verifies by the providers of {@code pki}. */
package vn.khue.ecard.cose;
