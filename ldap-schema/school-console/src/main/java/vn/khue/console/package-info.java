/** The school console. It has no data of its own: it asks the gate in the person's name, and the gate decides, acts and writes it down. */
package vn.khue.console;
