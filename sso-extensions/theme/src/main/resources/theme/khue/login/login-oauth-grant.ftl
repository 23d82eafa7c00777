<#import "template.ftl" as layout>
<@layout.registrationLayout layout="sheet"; section>
<#if section = "header">${msg("khueGrantTitle", client.name!client.clientId)}<#elseif section = "form">
<p>${msg("khueGrantWhat")}</p>
<#if client.description?has_content><dl class="facts"><div><dt>${msg("khueGrantPurpose")}</dt><dd>${client.description}</dd></div></dl></#if>
<form class="stack" action="${url.oauthAction}" method="post">
<input type="hidden" name="code" value="${oauth.code}">
<button class="btn go fill" name="accept" id="kc-login" value="yes">${msg("khueGrantYes")}</button>
<button class="btn bare fill" name="cancel" id="kc-cancel" value="no">${msg("khueGrantNo")}</button>
</form>
</#if>
</@layout.registrationLayout>
