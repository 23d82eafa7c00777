/** What people and their representatives allow apps to learn: shown, given and withdrawn. Who may is the gate's to say. */
package vn.khue.console.family;
