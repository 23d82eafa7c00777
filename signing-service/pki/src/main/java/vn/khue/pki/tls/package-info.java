/** The server's end of TLS, where clients are known by certificates of our own. */
package vn.khue.pki.tls;
