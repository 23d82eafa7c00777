/**
 * E-cards: a signed credential small enough for a printed QR code, its status, whoever judges it without a network, how cards are printed, and the
 * photographs they bear. Library of the signing service; knows no app, no web and no LDAP.
 */
package vn.khue.ecard;
