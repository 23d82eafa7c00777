<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("totp")>
<#assign badLabel = messagesPerField.existsError("userLabel")>
<@layout.registrationLayout displayMessage=!(wrong || badLabel); section>
<#if section = "header">${msg("khueTotpTitle")}<#elseif section = "form">
<ol class="todo">
<li>${msg("khueTotpInstall")} <span class="dim"><#list totp.supportedApplications as app>${msg(app)}<#sep>, </#list></span></li>
<#if mode?? && mode = "manual">
<li>${msg("khueTotpType")}<p class="code" id="kc-totp-secret-key">${totp.totpSecretEncoded}</p><a href="${totp.qrUrl}" id="mode-barcode">${msg("loginTotpScanBarcode")}</a></li>
<#else>
<li>${msg("khueTotpScan")}<img class="qr" id="kc-totp-secret-qr-code" src="data:image/png;base64,${totp.totpSecretQrCode}" width="220" height="220" alt="${msg("khueTotpQr")}"><a href="${totp.manualUrl}" id="mode-manual">${msg("loginTotpUnableToScan")}</a></li>
</#if>
<li>${msg("khueTotpEnter")}</li>
</ol>
<form class="stack" id="kc-totp-settings-form" action="${url.loginAction}" method="post">
<div class="field<#if wrong> bad</#if>"><label for="totp">${msg("loginOtpOneTime")}</label><#if wrong><@layout.fieldError "totp-error" messagesPerField.get("totp")/></#if><input id="totp" name="totp" class="otp" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required<#if wrong> aria-invalid="true" aria-describedby="totp-error"</#if>></div>
<input type="hidden" name="totpSecret" value="${totp.totpSecret}"><#if mode??><input type="hidden" name="mode" value="${mode}"></#if>
<div class="field<#if badLabel> bad</#if>"><label for="userLabel">${msg("loginTotpDeviceName")}</label><#if badLabel><@layout.fieldError "label-error" messagesPerField.get("userLabel")/></#if><input id="userLabel" name="userLabel" maxlength="60" autocomplete="off"<#if badLabel> aria-invalid="true" aria-describedby="label-error"</#if>></div>
<label class="opt"><input type="checkbox" name="logout-sessions" value="on" checked>${msg("logoutOtherSessions")}</label>
<button class="btn go fill" id="saveTOTPBtn">${msg("khueTotpSave")}</button>
<#if isAppInitiatedAction??><button class="btn bare fill" id="cancelTOTPBtn" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button></#if>
</form>
</#if>
</@layout.registrationLayout>
