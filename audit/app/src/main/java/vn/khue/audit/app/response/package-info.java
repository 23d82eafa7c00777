/** Answers to an alert: acts against an account, done by the gate in the officer's own name. */
package vn.khue.audit.app.response;
