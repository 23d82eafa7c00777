/** How a person signs in, and the way to the gate to change it. */
package vn.khue.web.credential;
