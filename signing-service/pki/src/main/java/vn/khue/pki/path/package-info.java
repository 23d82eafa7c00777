/** Certification path validation (RFC 5280 section 6). */
package vn.khue.pki.path;
