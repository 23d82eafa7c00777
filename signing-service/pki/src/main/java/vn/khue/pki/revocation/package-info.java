/** Fetching and holding revocation data. */
package vn.khue.pki.revocation;
