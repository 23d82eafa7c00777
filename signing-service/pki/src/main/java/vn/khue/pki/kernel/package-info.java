/** What only the kernel knows: the state of its clock, by adjtimex(2). */
package vn.khue.pki.kernel;
