/** Whom the person may help to sign in, with what, and the help itself: all of it the gate's. */
package vn.khue.console.help;
