/** Vietnamese personal names: normal form, folding for search, splitting, sorting, and login names (research R7.1 to R7.8). */
package vn.khue.directory.name;
