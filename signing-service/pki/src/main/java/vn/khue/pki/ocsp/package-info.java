/** Online status (RFC 6960, RFC 5019). */
package vn.khue.pki.ocsp;
