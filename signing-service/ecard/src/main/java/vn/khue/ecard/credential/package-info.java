/** What a card says: claims of a CWT (RFC 8392), read and written. */
package vn.khue.ecard.credential;
