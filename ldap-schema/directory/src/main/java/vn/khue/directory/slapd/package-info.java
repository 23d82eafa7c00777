/** OpenLDAP's slapd as a private process: own folder, own port on loopback, no root. */
package vn.khue.directory.slapd;
