/** Legal and technical limits as data. */
package vn.khue.pki.policy;
