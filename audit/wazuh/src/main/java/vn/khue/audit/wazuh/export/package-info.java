/** The rules of detection as Wazuh's: XML for 4.x, Sigma for 5.x, and what each loses on the way. */
package vn.khue.audit.wazuh.export;
