using System.Data.Common;
using Dapper;

namespace Busbar.Core.UserSignIns;

public static class UserSignInTable
{
    public static async Task Add(DbConnection db, UserSignIn signIn, DateTimeOffset now)
    {
        await db.ExecuteAsync("delete from user_sign_ins where expires_at < @now", new { now });
        await db.ExecuteAsync(
            """
            insert into user_sign_ins (id, tenant_id, client_id, user_id, scope, return_url, challenge, generation, expires_at)
            values (@Id, @TenantId, @ClientId, @UserId, @Scope, @ReturnUrl, @Challenge, @Generation, @ExpiresAt)
            """,
            signIn);
    }

    public static Task<UserSignIn?> Find(DbConnection db, Guid id) =>
        db.QueryFirstOrDefaultAsync<UserSignIn?>(
            """
            select id as Id, tenant_id as TenantId, client_id as ClientId, user_id as UserId, scope as Scope, return_url as ReturnUrl, challenge as Challenge,
                code_used_at as CodeUsedAt, generation as Generation, rotated_at as RotatedAt, expires_at as ExpiresAt
            from user_sign_ins where id = @id
            """,
            new { id });

    /// <summary>Keeps what changes in the life of one.</summary>
    public static Task Update(DbConnection db, UserSignIn signIn) =>
        db.ExecuteAsync(
            "update user_sign_ins set code_used_at = @CodeUsedAt, generation = @Generation, rotated_at = @RotatedAt, expires_at = @ExpiresAt where id = @Id",
            new { signIn.Id, signIn.CodeUsedAt, signIn.Generation, signIn.RotatedAt, signIn.ExpiresAt });

    public static Task Remove(DbConnection db, Guid id) => db.ExecuteAsync("delete from user_sign_ins where id = @id", new { id });
}
