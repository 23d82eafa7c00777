/**
 * Long lists of people in the order of Vietnamese name lists (R7.4), page by page. LDAP servers cannot sort so, and reading on to page
 * 1,000 costs them all pages before it; so the order of everybody is held here in compact form, about 45 bytes a person, and each page is
 * one indexed search for its people.
 */
package vn.khue.directory.listing;
