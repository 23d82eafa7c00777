/** Certificates: profiles, authorities, the hierarchy. */
package vn.khue.pki.ca;
