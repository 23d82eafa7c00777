/** Answers to an alert: acts against an account, a card or a certificate, done by the gate or the signing service in the officer's own name. */
package vn.khue.audit.app.response;
