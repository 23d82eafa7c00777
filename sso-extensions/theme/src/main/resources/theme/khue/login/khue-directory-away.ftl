<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">${msg("khueAwayTitle")}<#elseif section = "form">
<div class="note bad" role="alert" tabindex="-1" autofocus><@layout.sign "error"/><p>${msg("khueAwayWhat")}</p></div>
<p><a class="btn go fill" id="again" href="${url.loginRestartFlowUrl}">${msg("khueAwayAgain")}</a></p>
</#if>
</@layout.registrationLayout>
