/** The pages of a class and of a school's staff: who cannot sign in, and help for one, some or all of them. */
package vn.khue.console.people;
