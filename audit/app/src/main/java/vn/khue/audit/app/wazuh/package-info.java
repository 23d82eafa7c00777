/** Wazuh beside our own log: our alerts go there, its alerts on computers come here, and how the tie stands is said in words. */
package vn.khue.audit.app.wazuh;
