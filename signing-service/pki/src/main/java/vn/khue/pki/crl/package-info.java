/** Certificate revocation lists (RFC 5280). */
package vn.khue.pki.crl;
