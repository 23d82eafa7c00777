/** Where private keys live. */
package vn.khue.pki.keystore;
