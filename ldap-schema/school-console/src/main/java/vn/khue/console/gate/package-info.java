/** Asks the gate's services for schools, in a person's name, and takes nothing on trust that comes back. */
package vn.khue.console.gate;
