/** App passwords of people: for what can only bind to the directory or asks for a mail password. */
package vn.khue.sso.apppassword;
