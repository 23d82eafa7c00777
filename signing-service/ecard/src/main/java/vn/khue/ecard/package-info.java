/**
 * E-cards: a signed credential small enough for a printed QR code, its status, and whoever judges it without a network. Library of the
 * signing service; knows no app, no web and no LDAP, and of our rooms {@code pki} alone.
 */
package vn.khue.ecard;
