/** Which keys may sign cards and status lists, and until when: the signed trust list. */
package vn.khue.ecard.trust;
