/** Keys in a PKCS#11 token (OASIS PKCS #11 2.40 and 3.0): the binding, the connection to the token, the vault on it. */
package vn.khue.pki.pkcs11;
