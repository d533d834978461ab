using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Tests.Releases;

public sealed class ComponentGroupsTests
{
    [Fact]
    public void Group_EveryComponent_HasOneAndNoGroupIsEmpty() =>
        Assert.Equal(Enum.GetValues<ComponentGroup>(), Enum.GetValues<Component>().Select(component => component.Group()).Distinct().Order());

    [Theory]
    [InlineData(Component.EndWeights, ComponentGroup.Weights)]
    [InlineData(Component.BaseData, ComponentGroup.Data)]
    [InlineData(Component.Architecture, ComponentGroup.Code)]
    [InlineData(Component.Datasheet, ComponentGroup.Documentation)]
    [InlineData(Component.Licences, ComponentGroup.Access)]
    public void Group_Component_IsItsHeading(Component component, ComponentGroup group) => Assert.Equal(group, component.Group());
}
