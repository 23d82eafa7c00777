/** What events and alerts are about: a person, an address, a key, a card, a school. Names and no pages. */
package vn.khue.audit.app.entity;
