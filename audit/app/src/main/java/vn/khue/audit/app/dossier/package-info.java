/** Pages of what events and alerts are about: what is known of a person, an address, a key, a card, a school. */
package vn.khue.audit.app.dossier;
