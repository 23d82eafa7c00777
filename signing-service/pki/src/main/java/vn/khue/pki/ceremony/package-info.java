/** The root's ceremony: its passphrase exists in shares only, and so many of them as were agreed open it. */
package vn.khue.pki.ceremony;
