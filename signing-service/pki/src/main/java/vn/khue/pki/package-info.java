/** Keys, certificates, status and time. Library of the signing service; knows no app, no web and no LDAP. */
package vn.khue.pki;
