/** The person's own app passwords: listed, made once, revoked one by one. They are the gate's and the directory's. */
package vn.khue.console.apppassword;
