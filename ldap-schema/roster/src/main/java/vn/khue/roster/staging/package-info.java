/** Brings rows and the directory's present state side by side into temporary tables of one transaction, in bounded memory. */
package vn.khue.roster.staging;
