/** Signing in by a certificate on a card or token, for staff; off without a folder of trusted certificates. */
package vn.khue.sso.card;
