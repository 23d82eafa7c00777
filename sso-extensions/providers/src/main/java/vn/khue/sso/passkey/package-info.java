/** Signing in by a passkey alone, without a name or a password: the passkey that was made by an activation slip. */
package vn.khue.sso.passkey;
