/** The first page: which apps the person may use, by role and unit of today. */
package vn.khue.console.apps;
