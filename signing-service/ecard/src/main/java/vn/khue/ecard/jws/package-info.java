/** JSON Web Signatures in their compact form (RFC 7515), with ES256 and nothing else. */
package vn.khue.ecard.jws;
