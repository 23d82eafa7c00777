/**
 * App passwords: random secrets for applications that know LDAP only. A person's main password never reaches the directory; what opens a bind
 * is made here, named, and revoked one by one.
 */
package vn.khue.directory.apppassword;
