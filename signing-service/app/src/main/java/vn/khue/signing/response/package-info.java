/** What the audit service asks for in answer to an alert, in the name of the security officer who is signed in there. */
package vn.khue.signing.response;
