/** Names of schools and their shorter forms, by one table for what is signed and what is printed. */
package vn.khue.ecard.school;
